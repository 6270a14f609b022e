"""The same application for uvicorn: Django stays on threads (WSGI), which is twice as fast as its ASGI."""

from a2wsgi import WSGIMiddleware

from cityclusters.config.wsgi import application as wsgi

application = WSGIMiddleware(wsgi, workers=8)
