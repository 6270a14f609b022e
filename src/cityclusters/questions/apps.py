from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "cityclusters.questions"
