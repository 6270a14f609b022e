"""Addresses of this app."""

from django.urls import path

from cityclusters.booklets.views import choose, library, printing, uses, work

app_name = "booklets"

ONE = "booklets/<str:public_id>/"
WORK = f"{ONE}manage/"
ITEM = f"{WORK}practices/<str:practice_id>/"
PROOFS = f"{WORK}proofs/"
FROZEN = f"{WORK}editions/<int:number>/"

urlpatterns = [
    path("booklets/", library.listing, name="list"),
    path("booklets/new/", work.new, name="new"),
    path(ONE, library.detail, name="detail"),
    path(f"{ONE}uses/", uses.declare, name="use"),
    path(f"{ONE}uses/<str:use_id>/withdrawal/", uses.withdraw, name="withdraw-use"),
    path(WORK, work.work, name="work"),
    path(f"{WORK}practices/", choose.choose, name="choose"),
    path(f"{WORK}practices/all/", work.take_call, name="take-all"),
    path(f"{ITEM}part/", work.part, name="part"),
    path(f"{ITEM}removal/", work.remove, name="remove"),
    path(f"{ITEM}<str:way>/", work.move, name="move"),
    path(f"{WORK}texts/", work.texts, name="texts"),
    path(f"{WORK}languages/", choose.missing, name="missing"),
    path(f"{WORK}editors/", work.add_editor, name="add-editor"),
    path(f"{WORK}editors/<str:person_id>/removal/", work.remove_editor, name="remove-editor"),
    path(PROOFS, printing.proofs, name="proofs"),
    path(f"{PROOFS}<str:language>/", printing.make_proof, name="make-proof"),
    path(f"{PROOFS}<str:language>/booklet.pdf", printing.proof_file, name="proof-file"),
    path(f"{PROOFS}<str:language>/<int:page>.png", printing.proof_page, name="proof-page"),
    path(f"{WORK}editions/", printing.work_editions, name="work-editions"),
    path(f"{FROZEN}publication/", printing.publish, name="publish"),
    path(f"{FROZEN}removal/", printing.drop, name="drop"),
    path(f"{FROZEN}repair/", printing.again, name="again"),
    path(f"{ONE}<int:number>/", library.edition, name="edition"),
    path(f"{ONE}<int:number>/<str:language>.<str:ending>", library.file, name="file"),
    path(f"{ONE}<int:number>/<str:language>/cover/", library.cover, name="cover"),
]
