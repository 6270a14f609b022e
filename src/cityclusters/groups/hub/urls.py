"""Addresses of this room: words that say nothing of what somebody comes for."""

from django.urls import URLPattern, path

from cityclusters.groups.hub import (
    views_courses,
    views_enquiry,
    views_files,
    views_mine,
    views_pairs,
    views_report,
)

HERE = "groups/<str:public_id>"
FILE = f"{HERE}/files/<str:file_id>"
COURSE = f"{HERE}/courses/<str:exchange_id>"
SEAT = f"{COURSE}/people/<str:seat_id>"
PAIR = f"{HERE}/pairs/<str:pair_id>"
HUB: list[URLPattern] = [
    path("groups/join/<str:code>/", views_enquiry.connect, name="file-connect"),
    path(f"{HERE}/enquiry/", views_enquiry.enquiry, name="hub-enquiry"),
    path(f"{HERE}/mine/", views_mine.my_hub, name="mine"),
    path(f"{HERE}/mine/contact/", views_mine.contact, name="mine-contact"),
    path(f"{HERE}/mine/data.json", views_mine.as_json, name="mine-json"),
    path(f"{HERE}/mine/data.csv", views_mine.as_csv, name="mine-csv"),
    path(f"{HERE}/files/", views_files.files, name="files"),
    path(f"{HERE}/files/new/", views_files.new, name="file-new"),
    path(f"{FILE}/", views_files.one, name="file"),
    path(f"{FILE}/edit/", views_files.edit, name="file-edit"),
    path(f"{FILE}/needs/", views_files.profile, name="file-profile"),
    path(f"{FILE}/state/", views_files.move, name="file-move"),
    path(f"{FILE}/seat/", views_courses.enrol, name="file-enrol"),
    path(f"{FILE}/pair/", views_pairs.begin, name="pair-new"),
    path(f"{HERE}/checks/<str:check_id>/", views_files.check, name="outcome-check"),
    path(f"{HERE}/courses/", views_courses.listing, name="courses"),
    path(f"{HERE}/courses/new/", views_courses.new, name="course-new"),
    path(f"{HERE}/courses/linked/<str:exchange_id>/", views_courses.link, name="course-link"),
    path(f"{COURSE}/", views_courses.one, name="course"),
    path(f"{COURSE}/edit/", views_courses.edit, name="course-edit"),
    path(f"{COURSE}/people/", views_courses.people, name="course-people"),
    path(f"{SEAT}/leaving/", views_courses.drop, name="course-drop"),
    path(f"{SEAT}/return/", views_courses.undrop, name="course-undrop"),
    path(f"{PAIR}/", views_pairs.one, name="pair"),
    path(f"{PAIR}/end/", views_pairs.end, name="pair-end"),
    path(f"{PAIR}/notes/<str:note_id>/removal/", views_pairs.erase_note, name="note-erase"),
    path(f"{HERE}/report/", views_report.shown, name="hub-report"),
    path(f"{HERE}/report.docx", views_report.docx, name="hub-report-docx"),
    path(f"{HERE}/report.xlsx", views_report.xlsx, name="hub-report-xlsx"),
]
