"""Pages that a link in a letter opens without signing in: no more letters; not me; ask me no more."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cityclusters.core.http import Request
from cityclusters.questions import direct, following
from cityclusters.questions.models import Question

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


# The mail program's own button posts here without a page of ours (RFC 8058); the signature in the address
# says whose letters end, and nothing else can be done with it.
@csrf_exempt
@FORM_PAGE
def stop(request: Request, token: str) -> HttpResponse:
    """Ends the letters about one question; looking at the page alone changes nothing."""
    if (found := following.read_stop(token)) is None:
        raise Http404
    question, person = found
    if request.method == "POST" and request.POST.get("follow") == "again":
        following.follow(question, person)
    elif request.method == "POST":
        following.stop(question, person)
    context = {
        "question": question if _readable(question) else None,
        "space": question.space,
        "stopped": not following.follows(question, person),
    }
    return render(request, "questions/stop.html", context)


def _readable(question: Question) -> bool:
    """Whether everybody may read the title: a letter may be passed on (rule SP5)."""
    return Question.objects.public().filter(pk=question.pk).exists()


@FORM_PAGE
def asked(request: Request, token: str) -> HttpResponse:
    """Somebody who was asked directly says that she does not know, or wants to be asked no more."""
    if (row := direct.read(token)) is None:
        raise Http404
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "no-more":
            direct.no_more(row)
        elif act == "again":
            direct.ask_again(row.person)
        else:
            direct.not_me(row)
        row.refresh_from_db()
    context = {
        "row": row,
        "question": row.question if _readable(row.question) else None,
        "space": row.question.space,
        "token": token,
        "no_more": direct.refuses(row.person),
    }
    return render(request, "questions/asked.html", context)
