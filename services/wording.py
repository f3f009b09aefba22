"""Codes to sentences, in the reader's language. A sentence says what to do next.

The pure modules and `Refusal` return codes; this is the only place that turns them into words.
tests/test_wording.py checks that every code has a sentence in every language.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from services.errors import Refusal

SENTENCES = {
    "refused": _("We could not do that. Go back and try again, or call us."),
    # -- identity -----------------------------------------------------------------------------
    "code_mistyped": _("Check the code. It has 9 letters and numbers, like BCD 346 FGH."),
    "reference_mistyped": _("Check the reference. It has letters and numbers, like K7MR-4TXP."),
    "too_many_tries": ngettext_lazy(
        "There were too many tries. Wait %(minutes)s minute and try again, or call us.",
        "There were too many tries. Wait %(minutes)s minutes and try again, or call us.",
        "minutes",
    ),
    # -- facts ---------------------------------------------------------------------------------
    "fact_too_early": _("Choose a later day. What holds now, and was told to people, stays as it was."),
    "fact_twice": _("There is a value from that day already. Withdraw it first, or choose another day."),
    "fact_same": _("It is that already on that day. Nothing was changed."),
    "fact_in_force": _("The day of this value has come. Add a newer value instead."),
    "fact_used": _("Pages or forms still say this. Take it out of them first."),
    # -- answers: what to do about something that was typed, in the style of GOV.UK error messages --
    "missing": _("Enter an answer"),
    "missing_choice": _("Choose one answer"),
    "missing_choices": _("Choose at least one answer"),
    "missing_yes_no": _("Choose yes or no"),
    "missing_date": _("Enter the day, month and year"),
    "missing_name": _("Enter a first name or a last name"),
    "missing_evidence_way": _("Choose how you will show us this"),
    "declaration_needed": _("Confirm that you agree"),
    "unknown_choice": _("Choose an answer from the list"),
    "exclusive_choice": _("Choose “none”, or choose other answers, but not both"),
    "not_text": _("Type the answer again. We could not read some of the signs"),
    "too_long": _("Make the answer shorter. It can have up to %(limit)s letters, numbers and spaces"),
    "number_wrong": _("Enter a whole number, like 25"),
    "number_out_of_range": _("Enter a whole number from %(minimum)s to %(maximum)s"),
    "date_without_day": _("Enter the day"),
    "date_without_month": _("Enter the month"),
    "date_without_year": _("Enter the year"),
    "date_wrong": _("Enter a real date, like 27 3 2026"),
    "date_not_past": _("Enter today’s date or a date before it"),
    "date_not_future": _("Enter today’s date or a date after it"),
    "year_wrong": _("Check the year. It has 4 numbers, like 1958"),
    "address_without_line1": _("Enter the first line of the address"),
    "address_without_town": _("Enter the town or city"),
    "address_without_postcode": _("Enter the postcode"),
    "postcode_wrong": _("Enter a full UK postcode, like ZZ1 1AA"),
    "email_wrong": _("Enter an email address, like name@example.com"),
    "phone_wrong": _("Enter a full phone number, like 01632 960001 or +44 7700 900982"),
    "nino_wrong": _("Check the National Insurance number. It looks like QQ 12 34 56 C"),
    "nhs_wrong": _("Check the NHS number. It has 10 numbers, like 485 777 3456"),
    "decimal_wrong": _("Enter a number, like 12.5"),
    "decimal_too_precise": ngettext_lazy(
        "Enter a number with up to %(places)s digit after the point",
        "Enter a number with up to %(places)s digits after the point",
        "places",
    ),
    "decimal_out_of_range": _("Enter a number from %(minimum)s to %(maximum)s"),
    "money_wrong": _("Enter an amount of money in pounds and pence, like 120.50"),
    "money_out_of_range": _("Enter an amount from %(minimum)s to %(maximum)s"),
    "missing_country": _("Choose a country"),
    "country_wrong": _("Choose a country from the list, like Ireland"),
    "address_without_country": _("Choose a country"),
    "missing_month": _("Enter the month and year"),
    "missing_partial_date": _("Enter the year, and the month and day if you know them"),
    "month_year_not_past": _("Enter this month or a month before it"),
    "month_year_not_future": _("Enter this month or a month after it"),
    "partial_date_not_past": _("Enter a date that is not in the future"),
    "partial_date_not_future": _("Enter a date that is not in the past"),
    "missing_time": _("Enter a time"),
    "time_wrong": _("Enter a time, like 2:30pm or 14:30"),
    "time_morning_or_afternoon": _("Say whether it is morning or afternoon, like 2:30am or 2:30pm"),
    "mask_wrong": _("Check the number. It looks like %(example)s"),
    "company_number_wrong": _("Check the company number. It has 8 numbers or letters, like 01234567"),
    "charity_number_wrong": _("Check the charity number. It has 6 or 7 numbers, like 1234567"),
    "norway_number_wrong": _("Check the organisation number. It has 9 numbers, like 974 760 673"),
    "missing_bank_account": _("Enter the details of the account"),
    "bank_account_without_account_name": _("Enter the name on the account"),
    "bank_account_without_sort_code": _("Enter the sort code"),
    "bank_account_without_account_number": _("Enter the account number"),
    "sort_code_wrong": _("Check the sort code. It has 6 numbers, like 30 94 30"),
    "account_number_wrong": _("Check the account number. It has 6 to 8 numbers"),
    "roll_number_wrong": _(
        "Check the roll number. It has up to 18 numbers and letters, and may have hyphens, spaces, "
        "slashes and full stops"
    ),
    "iban_wrong": _("Check the IBAN. It begins with 2 letters, like GB33 BUKB 2020 1555 5555 55"),
    "missing_file": _("Choose a file to send, or choose another way to show us this"),
    "too_many_files": ngettext_lazy("Send only %(limit)s file", "Send %(limit)s files or fewer", "limit"),
    # -- booking ------------------------------------------------------------------------------
    "slot_taken": _("Someone has just taken that time. Choose another time."),
    "hold_expired": _("We could not keep that time for you any longer. Choose another time."),
    "hold_already_extended": _(
        "We can give you more time only once. Finish your booking now. "
        "If you need longer, call us and we will book it with you."
    ),
    "appointment_too_late_to_change": _(
        "You cannot change this appointment any more. Call us if you need help."
    ),
    "appointment_not_begun": _(
        "This appointment has not begun yet. Wait until its start time before you mark it as missed."
    ),
    "appointment_person_arrived": _(
        "This person was marked as arrived. Look in the waiting area again before you mark them as missing."
    ),
    "appointment_not_found": _(
        "We cannot find an appointment with those details. Check your letter, text or email and try again."
    ),
    "birth_limit_before_appointment": _(
        "By law you must register the birth by %(date)s. The time you chose is later. "
        "Choose an earlier time if you can, or call us."
    ),
    "birth_limit_passed": _(
        "By law the birth had to be registered by %(date)s. You must still register it: keep the soonest "
        "appointment you can."
    ),
    "death_limit_before_appointment": _(
        "By law a death must be registered within 5 days after the registrar gets the certificate: if that "
        "was today, by %(date)s. Choose an earlier time if you can, or call us."
    ),
    "appointment_not_open": _(
        "To see your appointment, enter its reference and code on the page “Your appointment”, or call us."
    ),
    "event_office_closed": _("An office or adviser was closed for a time"),
    "event_office_reopened": _("A closed time was opened again"),
    "event_office_hours_changed": _("The opening hours of an office were changed"),
    # -- applications ---------------------------------------------------------------------------
    "not_open": _(
        "This page has closed, or it belongs to somebody else. "
        "To go on, enter your reference, your code and your last name."
    ),
    "not_draft": _("This form was sent or deleted already, so it can no longer be changed."),
    "not_complete": _("Some questions still need an answer. Answer them, then send your form."),
    "resume_refused": _(
        "We could not open anything with those details. Check the reference, the code and the last name, "
        "then try again. If you have lost your code, call us."
    ),
    "nothing_found": _("We could not find that. It may have been deleted. Go back and search again."),
    "too_many_rows": _("You can add up to %(limit)s. Remove one if you want to add another."),
    "row_gone": _("That one was removed already, perhaps in another window. Go back to the list."),
    "file_refused": _("We could not take that file. Choose another one."),
    "file_too_large": _("The file is too big. Choose one that is smaller than %(megabytes)s MB."),
    "file_empty": _("The file is empty. Choose another one."),
    "file_kind_unknown": _("We cannot use this kind of file. Choose one of the kinds that we list."),
    "file_locked": _("This file has a password. Save it without the password and choose it again."),
    "file_active": _("This file has programs or other files in it. Save it as a plain PDF and choose that."),
    "file_old_office": _(
        "We cannot use old Office files or ones with a password. Save it as a PDF and choose that."
    ),
    "file_broken": _(
        "We cannot open this file. It may be damaged. Choose it again, or take a new photo of it."
    ),
    "file_too_long": _("The file has too many pages. Send %(pages)s pages or fewer in one file."),
    "file_not_kept": _(
        "We cannot take files just now. Try again later, or choose another way to show us this."
    ),
    "too_many_unfinished": _("Too many files have not arrived in full. Remove one of them first."),
    "piece_out_of_place": _("Part of the file did not arrive. Choose the file again to send the rest."),
    "file_unfinished": _("A file has not arrived in full. Choose it again to send the rest, or remove it."),
    "file_too_big_inside": _("The file is too big once it is open. Choose a smaller picture or fewer pages."),
    "case_changed_meanwhile": _(
        "A colleague has changed this case since you opened it. Read what changed, then decide again. "
        "Your message is still here."
    ),
    "case_closed": _("This case was decided already. Nothing more can be changed."),
    "form_unknown": _("We do not have a form at this address. Go to the start page to find the right one."),
    "event_started": _("The form was started"),
    "event_step_saved": _("Answers were saved"),
    "event_prefilled": _("Answers given in an earlier application were used"),
    "event_earlier_refused": _("Answers given in an earlier application were not used"),
    "event_row_added": _("An entry was added to a list"),
    "event_row_removed": _("An entry was removed from a list"),
    "event_file_received": _("A file was received"),
    "event_file_removed": _("A file was removed"),
    "event_resume_code_issued": _("A code to come back was given"),
    "event_resumed": _("The form was opened again with a code"),
    "event_looked_at": _("The answers were looked at"),
    "event_submitted": _("The form was sent"),
    # -- a form that changed -----------------------------------------------------------------------
    "form_changed": _(
        "The form has changed since this page was opened. What you typed is kept. "
        "Open the form again to see what has changed."
    ),
    "format_request_gone": _("A colleague has dealt with this request already."),
    "event_format_asked": _("Another format was asked for"),
    "event_format_opened": _("A request for another format was opened"),
    "event_format_in_hand": _("Work on another format began"),
    "event_format_sent": _("Another format was sent"),
    "draft_closed": _("This form has changed so much that you need to begin again. Open it to see how."),
    "event_moved_to_version": _("The form changed, and the answers were moved to the new form"),
    "event_change_told": _("What has changed in the form was read"),
    "event_closed_by_version": _("The form changed, and the old one was closed"),
    "event_begun_again": _("The new form was begun with the answers that still fit"),
    "change_texts_changed": _("The words have changed."),
    "change_layout_changed": _("It looks different."),
    "change_limits_loosened": _("More answers are accepted than before."),
    "change_limits_tightened": _("Fewer answers are accepted than before."),
    "change_condition_changed": _("It is asked of other people than before."),
    "change_meaning_changed": _("The question means something else than before."),
    "change_property_changed": _("The question has changed."),
    "change_rows_changed": _("It is asked in another list, or outside the list it was in."),
    "change_moved": _("It is asked in another place."),
    "change_kind_changed": _("It is answered in another way than before."),
    "change_made_required": _("It has to be answered now."),
    "change_made_optional": _("It can be left empty now."),
    "change_part_added": _("There is one more part to fill in, if you want."),
    "change_shared_otherwise": _("Other forms share the answer in another way."),
    "change_found_by_changed": _("Staff search for it in another way."),
    "change_option_removed": _("An answer that could be chosen is no longer there."),
    "change_option_added": _("There are more answers to choose from."),
    "change_worked_out_otherwise": _("It is worked out in another way."),
    "change_rows_tightened": _("The list takes another number of entries."),
    "change_rows_loosened": _("The list can be shorter or longer than before."),
    "change_question_added": _("The question is new."),
    "change_question_removed": _("The question is no longer asked."),
    "change_decided_others": _("The question is no longer asked, and it decided which others were asked."),
    "change_repeat_added": _("The list is new."),
    "change_repeat_removed": _("The list is no longer asked for."),
    "change_ending_added": _("Those whom it concerns cannot go on from here now."),
    "change_ending_removed": _("Everyone can go on from here now."),
    "change_other_form_kind": _("The form is now used for something else."),
    "again_limits_tightened": _("The answers we can take have changed."),
    "again_option_removed": _("The answer you chose is no longer on the list."),
    "again_made_required": _("We now need an answer to this question."),
    "again_meaning_changed": _("We now ask for something different."),
    "again_kind_changed": _("You now answer this in a different way."),
    "again_rows_changed": _("We now ask this in another place."),
    "again_property_changed": _("This question has changed."),
    "event_case_changed": _("The case moved on"),
    "event_erased": _("Everything entered was deleted"),
    "event_expired": _("Everything entered was deleted because its time was over"),
    "event_printed": _("A paper copy was made"),
    "event_scan_taken_in": _("Scanned paper was taken in"),
    "event_page_received": _("A page of your paper form arrived"),
    "event_page_put_aside": _("A scanned page was put aside"),
    # -- paper that comes back ---------------------------------------------------------------------
    "scan_file_empty": _("The file is empty. Scan the pages again and choose the new file."),
    "scan_file_too_large": _("The file is larger than %(megabytes)s MB. Scan fewer pages at a time."),
    "scanned_before": _("We have this file already. Look for it in the list below."),
    "page_code_unknown": _(
        "Check the code. It stands at the foot of each page, like AD1.XYZ/BLUE-BADGE/1/ENS/2/3."
    ),
    "page_dealt_with": _("A colleague has dealt with this page. Look at the list again."),
    "page_gone": _("The picture of this page was deleted. Look at the paper itself."),
    # -- desk ------------------------------------------------------------------------------------
    "session_ended": _("This help has ended, or a colleague is giving it. Start again from the desk."),
    "caller_not_confirmed": _(
        "That does not match what we hold. Ask in another way, or ask them to come in with a document."
    ),
    "caller_not_checked": _("Check who you are talking to first, and read the privacy words to them."),
    "event_help_started": _("Help by our staff began"),
    "event_help_ended": _("Help by our staff ended"),
    "event_caller_checked": _("Our staff checked who they were talking to"),
    "event_letter_printed": _("A letter was printed"),
    "event_letter_posted": _("A letter was posted"),
    "event_message_retried": _("A message that did not arrive was sent again"),
    "event_message_on_paper": _("A message that did not arrive was written as a letter"),
    "event_message_settled": _("A message that did not arrive was passed on in another way"),
    "message_gone": _(
        "This message cannot be sent any more. A colleague dealt with it, or its words are erased."
    ),
    "no_postal_address": _(
        "They gave us no postal address. Call them, or ask them when they are next in touch, then press "
        "“They know another way”."
    ),
    "nothing_missing": _("Nothing is missing any more, so there is nothing to ask."),
    "event_answers_asked": _("We asked for answers that were missing"),
    "event_call_tried": _("We tried to call"),
    "event_call_dropped": _("A call that was planned was taken off the list"),
    # What messages tell of, for staff: "message_<kind>" for each template in templates/notifications.
    "message_answers_missing": _("Questions that still need an answer"),
    "message_app_added": _("Security: an app for signing in was added"),
    "message_app_removed": _("Security: an app for signing in was removed"),
    "message_application_sent": _("Confirmation that a form was sent"),
    "message_appointment_booked": _("Confirmation of an appointment"),
    "message_appointment_cancelled": _("News that an appointment is cancelled"),
    "message_appointment_moved": _("News that an appointment was moved"),
    "message_appointment_reminder": _("Reminder of an appointment"),
    "message_appointment_reminder_week": _("Reminder a week before an appointment"),
    "message_case_changed": _("News about a case"),
    "message_email_code": _("Code to confirm an email address"),
    "message_file_refused": _("Request to send a file again"),
    "message_password_changed": _("Security: a password was changed"),
    "message_password_link": _("Link to choose a new password"),
    "message_recovery_codes_made": _("Security: new recovery codes were made"),
    "message_resume_link": _("Link to carry on with a form"),
    "message_schedule_failed": _("News that a page could not change at its time"),
    "message_sign_in_code": _("Code to sign in"),
    "message_sign_in_known": _("Answer to somebody who has an account already"),
    "message_sign_in_unknown": _("Answer to somebody without an account"),
    "message_task_digest": _("Tasks on pages, for the people who look after them"),
    # Why a message could not be sent: "failure_<code>" for each code of the carriers.
    "failure_address_refused": _("The mail server does not know this address."),
    "failure_mail_server": _("The mail server did not answer for several hours."),
    "failure_interrupted": _("Sending was cut off twice, so it may have arrived. Ask them first."),
    "failure_no_text_provider": _("Text messages are not set up here."),
    "failure_text_provider": _("The text message service did not answer for several hours."),
    "failure_notify_400": _("The text message service does not accept this number."),
    "failure_notify_403": _("The text message service does not accept our key. Tell whoever runs the site."),
    "failure_print_service": _("The print service did not answer for several hours."),
    "failure_no_print_service": _("No print service is set up here any more. Print it here."),
    "failure_letter_refused": _("The print service does not take this letter."),
    "failure_letter_key": _("The print service does not accept our key. Tell whoever runs the site."),
    "failure_letter_address": _(
        "The print service needs an address of 3 to 7 lines, the last of them a postcode or a country."
    ),
    "failure_letter_too_long": _("The letter has more than 10 pages, and the print service takes no more."),
    "failure_letter_cancelled": _("The letter was cancelled at the print service before it was printed."),
    "failure_letter_technical_failure": _("The print service could not print it. Trying again may help."),
    "failure_letter_permanent_failure": _(
        "The print service could not print or post it, and will not try again."
    ),
    "failure_letter_validation_failed": _(
        "The print service turned the letter down: it does not keep its rules for addresses, margins "
        "or pages."
    ),
    "failure_letter_virus_scan_failed": _("The print service says that the file may be harmful."),
    "failure_letter_unknown": _(
        "The print service does not know this letter any more. Ask it what became of it."
    ),
    "failure_unknown": _("It could not be sent."),
    # -- delivery to back offices -----------------------------------------------------------------
    "event_delivery_confirmed": _("It arrived at the team that works on it"),
    "event_delivery_failed": _("It could not be passed on to the team that works on it"),
    "event_delivery_retried": _("Passing it on was tried again"),
    "event_delivery_settled": _("It was passed on in another way"),
    "event_delivered_file_fetched": _("A file was fetched by the team that works on it"),
    "event_destination_added": _("A place for applications to go to was added"),
    "event_destination_changed": _("A place that applications go to was changed"),
    "event_destination_tested": _("A place that applications go to was tested"),
    "event_destination_switched_off": _("A place that applications go to was switched off"),
    "event_destination_switched_on": _("A place that applications go to was switched on"),
    "event_export_downloaded": _("A daily export was downloaded"),
    "delivery_gone": _("Nothing to do any more: it arrived, or a colleague dealt with it."),
    "file_link_over": _("This link has run out, or the file is no longer here."),
    "file_not_ready": _("This file is still being checked for viruses. Try again in some minutes."),
    "export_erased": _("This file is not here: it was deleted when its time was over."),
    # Why a delivery did not arrive: "undelivered_<code>" for each SendFailed.
    "undelivered_answer": _(
        "Their system answered with error %(status)s. Ask the people who run it what that means."
    ),
    "undelivered_address_wrong": _("The address is not complete. Change it, then try again."),
    "undelivered_address_not_https": _("The address must begin with https://"),
    "undelivered_address_private": _(
        "The address leads into a private network. Only public addresses can be used."
    ),
    "undelivered_name_unknown": _("No computer has the name in the address. Check how it is spelled."),
    "undelivered_certificate": _(
        "Their certificate is not valid, so we cannot be sure who they are. Tell the people who run it."
    ),
    "undelivered_too_slow": _("Their system took too long to answer. It may be overloaded."),
    "undelivered_no_answer": _("Their system did not answer. It may be switched off."),
    "undelivered_files_being_checked": _("Files that came with it are still being checked for viruses."),
    "undelivered_file_missing": _("A file that came with it cannot be read. Tell whoever runs this site."),
    "undelivered_storage_down": _("The storage did not answer, or it is full. Tell whoever runs this site."),
    "undelivered_storage_refused": _("The storage does not accept the folder. Choose another one."),
    "undelivered_storage_changed": _("What was read back differed from what was written. We will try again."),
    "undelivered_address_refused": _("The mail server does not know this email address. Change it."),
    "undelivered_mail_server": _("Our mail server did not answer. Tell whoever runs this site."),
    "undelivered_interrupted": _("Sending was cut off again and again. Tell whoever runs this site."),
    "undelivered_unreadable": _("The answers cannot be opened any more. Tell whoever runs this site."),
    "undelivered_unknown": _("It did not arrive. Try again, and if that fails ask whoever runs this site."),
    # -- address lookup ---------------------------------------------------------------------------
    "lookup_down": _("We cannot look up addresses at the moment. Type the address in."),
    "lookup_none": _("We found no address there. Check the postcode, or type the address in."),
    "lookup_too_often": _("You have looked up many addresses. Type the address in, or wait some minutes."),
    "lookup_many": _(
        "There are more than %(limit)s addresses at this postcode. Enter a house number or name too."
    ),
    # -- online ---------------------------------------------------------------------------------
    "file_gone": _("We no longer have this file. It was removed, or it could be harmful."),
    "not_in_answers": _(
        "That is not what the answers say. Check it and try again, or use your reference and code."
    ),
    "event_file_refused": _("A file was turned down because it may be harmful"),
    "event_checklist_changed": _("The checklist of a life event was changed"),
    "checklist_gone": _(
        "This checklist is not here any more. Somebody threw it away, or it was not used for a long time. "
        "You can make it again on the page of the life event."
    ),
    "checklist_thing_gone": _("This is not on the list any more. Go back to the checklist and look again."),
    "event_appointment_held": _("A time was kept while it was being booked"),
    "event_appointment_booked": _("An appointment was booked"),
    "event_appointment_moved": _("An appointment was moved to another time"),
    "event_appointment_cancelled": _("An appointment was cancelled"),
    "event_appointment_arrived": _("Someone arrived for an appointment"),
    "event_appointment_attended": _("An appointment took place"),
    "event_appointment_missed": _("Nobody came to an appointment"),
    # -- api ------------------------------------------------------------------------------------
    "answer_shape": _("This answer cannot be read. Send it the way the form’s schema shows"),
    "answer_not_taken": _("Leave this out. The person gives it, or it is worked out"),
    "event_api_key_made": _("Another organisation got a key"),
    "event_api_key_revoked": _("The key of another organisation was taken away"),
    "event_api_used": _("Another organisation worked on this"),
}


def sentence(code: str, **detail: object) -> str:
    """Return the sentence for a code. Raises ValueError if the code has none."""
    if code not in SENTENCES:
        raise ValueError(f"no sentence for code {code!r}")
    return str(SENTENCES[code] % detail) if detail else str(SENTENCES[code])


def explain(refusal: Refusal) -> str:
    """Return the sentence for a refusal, with its details filled in."""
    return sentence(refusal.code, **refusal.detail)
