"""Addresses of the delegates' lists, of attendance and of certificates."""

from django.urls import URLPattern, path, re_path

from cityclusters.exchanges.views import (
    assessments,
    attendance,
    certificates,
    check_in,
    delegates,
    logs,
    verify,
)

LISTS = "exchanges/<str:public_id>/manage/delegates/"
ONE = f"{LISTS}<str:list_id>/"

WHO = "exchanges/<str:public_id>/manage/attendance/"
SESSION = f"{WHO}sessions/<str:session_id>/"
LOG = f"{WHO}logs/<str:log_id>/"
LINE = f"{LOG}lines/<int:line>/"

lists: list[URLPattern] = [
    path(LISTS, delegates.delegates, name="delegates"),
    path(f"{LISTS}template.xlsx", delegates.delegates_template, name="delegates-template"),
    path(ONE, delegates.delegates_list, name="delegates-list"),
    path(f"{ONE}columns/", delegates.delegates_columns, name="delegates-columns"),
    path(f"{ONE}letters/", delegates.delegates_letters, name="delegates-letters"),
    path(f"{ONE}decisions/", delegates.delegates_decisions, name="delegates-decisions"),
    path(f"{ONE}place/", delegates.delegates_place, name="delegates-place"),
    path(f"{ONE}confirmation/", delegates.delegates_confirmation, name="delegates-confirmation"),
    path(f"{ONE}start/", delegates.delegates_again, name="delegates-again"),
    path(f"{ONE}removal/", delegates.delegates_drop, name="delegates-drop"),
    path(f"{ONE}bad.xlsx", delegates.delegates_bad, name="delegates-bad"),
]

presence: list[URLPattern] = [
    path(WHO, attendance.attendance, name="attendance"),
    re_path(
        r"^exchanges/(?P<public_id>\w+)/manage/attendance\.(?P<ending>csv|xlsx)$",
        attendance.attendance_file,
        name="attendance-file",
    ),
    path(SESSION, attendance.attendance_session, name="attendance-session"),
    path(f"{SESSION}code/", attendance.attendance_code, name="attendance-code"),
    path(f"{SESSION}screen/", attendance.attendance_screen, name="attendance-screen"),
    path(f"{SESSION}qr.svg", attendance.attendance_qr, name="attendance-qr"),
    path(f"{SESSION}presence/<str:seat_id>/", attendance.attendance_presence, name="attendance-presence"),
    path(f"{WHO}logs/", logs.attendance_logs, name="attendance-logs"),
    path(LOG, logs.attendance_log, name="attendance-log"),
    path(f"{LOG}withdrawal/", logs.attendance_log_withdrawal, name="attendance-log-withdrawal"),
    path(LINE, logs.attendance_log_row, name="attendance-log-row"),
    path(f"{LINE}match/", logs.attendance_log_match, name="attendance-log-match"),
    path(f"{LINE}aside/", logs.attendance_log_aside, name="attendance-log-aside"),
    path("check-in/", check_in.check_in, name="check-in"),
    path("check-in/<str:code>/", check_in.check_in_code, name="check-in-code"),
]

CERTIFICATES = "exchanges/<str:public_id>/manage/certificates/"
CERTIFICATE = f"{CERTIFICATES}<int:key>/"
RESULTS = "exchanges/<str:public_id>/manage/assessment/"

earned: list[URLPattern] = [
    path(CERTIFICATES, certificates.certificates, name="certificates"),
    path(f"{CERTIFICATES}list.xlsx", certificates.certificates_file, name="certificates-file"),
    path(f"{CERTIFICATES}issue/", certificates.certificates_issue, name="certificates-issue"),
    path(CERTIFICATE, certificates.certificate_work, name="certificate-work"),
    path(f"{CERTIFICATE}revocation/", certificates.certificate_revocation, name="certificate-revocation"),
    path(f"{CERTIFICATE}replacement/", certificates.certificate_replacement, name="certificate-replacement"),
    path(RESULTS, assessments.assessments, name="assessments"),
    path(f"{RESULTS}upload/", assessments.assessments_upload, name="assessments-upload"),
    path(f"{RESULTS}confirmation/", assessments.assessments_confirmation, name="assessments-confirmation"),
    path("certificates/", verify.certificates_check, name="certificates-check"),
    path("certificates/<str:code>/", verify.certificate, name="certificate"),
    path("certificates/<str:code>/certificate.pdf", verify.certificate_download, name="certificate-file"),
]

routes: list[URLPattern] = [*lists, *presence, *earned]
