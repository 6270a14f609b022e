"""The access table of what cities ask and share: see access_table.py for how to read a row."""

TABLE = """
# incoming
incoming:mails | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 405 405
incoming:pauses | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 405 405
incoming:lift key=pause.pk | in 404 404 404 404 404 405 405 | in 404 404 404 404 404 302 302
incoming:confirm code=mail.code | 200 | 302
incoming:mail public_id=mail | in 404 404 404 404 404 200 200 | in 404 404 404 404 404 405 405
incoming:decide public_id=mail act='release' | in 404 404 404 404 404 405 405 | in 404 404 404 404 404 302 302
# practices: calls, reviews, decisions, guides
practices:calls | 200 | 405
practices:call-new | in 403 200 200 403 403 200 403 | in 403 200 200 403 403 200 403
practices:call public_id=call | 200 | 405
practices:call public_id=evaluated | 200 | 405
practices:call public_id=call_draft | 404 404 404 404 404 404 200 404 | 405
practices:call-edit public_id=call | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
practices:call-edit public_id=call_draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
practices:call-criteria public_id=call | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 302 403
practices:call-team public_id=call | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
practices:call-remove-manager public_id=call person=member | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
practices:call-add-partner public_id=call | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 200 403
practices:call-remove-partner public_id=call organisation=organisation | in 405 405 405 405 405 405 405 | in 403 403 403 403 403 302 403
practices:call-move public_id=call act='closing' | in 403 403 403 403 403 200 403 | in 403 403 403 403 403 200 403
practices:call-submissions public_id=call | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
practices:call-csv public_id=call | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
practices:call-xlsx public_id=call | in 403 403 403 403 403 200 403 | in 405 405 405 405 405 405 405
practices:submissions | in 404 404 404 404 200 200 404 | in 405 405 405 405 405 405 405
practices:submissions-csv | in 404 404 404 404 200 200 404 | in 405 405 405 405 405 405 405
practices:submissions-xlsx | in 404 404 404 404 200 200 404 | in 405 405 405 405 405 405 405
practices:submissions-together | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
practices:screen public_id=judged | in 404 403 404 403 404 200 404 | in 404 403 404 403 404 200 404
practices:screen public_id=handed_in | in 404 403 404 404 404 200 404 | in 404 403 404 404 404 200 404
practices:ask-author public_id=judged | in 405 405 405 405 405 405 405 | in 404 403 404 403 404 200 404
practices:reviewers public_id=judged | in 404 403 404 403 404 200 404 | in 404 403 404 403 404 200 404
practices:end-review public_id=judged review=review | in 405 405 405 405 405 405 405 | in 404 403 404 403 404 302 404
practices:decide public_id=judged | in 404 403 404 403 404 200 404 | in 404 403 404 403 404 200 404
practices:answers public_id=judged | in 404 200 404 403 404 403 404 | in 405 405 405 405 405 405 405
practices:reply public_id=judged key=question_to_author.pk | in 405 405 405 405 405 405 405 | in 404 200 404 403 404 403 404
practices:review public_id=review | in 404 404 404 200 404 404 404 | in 404 404 404 200 404 404 404
practices:review-answer public_id=review | in 405 405 405 405 405 405 405 | in 404 404 404 200 404 404 404
practices:review-conflict public_id=review | in 405 405 405 405 405 405 405 | in 404 404 404 200 404 404 404
practices:review-question public_id=review | in 405 405 405 405 405 405 405 | in 404 404 404 200 404 404 404
practices:guides | 200 | 405
practices:guide-new | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
practices:guide-edit public_id=guide | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
practices:guide-remove public_id=guide | in 404 404 404 404 405 405 404 | in 404 404 404 404 302 302 404
practices:guide-report public_id=guide | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
# practices: translations
practices:translations | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
practices:my-languages | in 200 200 200 200 200 200 200 | in 302 302 302 302 302 302 302
practices:languages public_id=translated_practice | 200 | 405
practices:ask-translation public_id=translated_practice | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
practices:begin-translation public_id=translated_practice | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
practices:ask-machine public_id=translated_practice | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
practices:translation public_id=translated_practice translation_id=translation | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
practices:translation-turn public_id=translated_practice translation_id=translation act='return' | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
practices:show-machine public_id=translated_practice translation_id=translation | in 405 405 405 405 405 405 405 | in 403 302 403 403 403 302 403
# questions
questions:list | 200 | 405
questions:mine | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
questions:desk | in 404 404 404 404 200 200 404 | in 404 404 404 404 405 405 404
questions:replies | 200 | 405
questions:asked token=asked.token | 200 | 200
questions:stop token=stop.token | 200 | 200
questions:decision public_id=post_decision | in 404 404 200 404 200 200 404 | in 404 404 200 404 403 403 404
questions:file public_id=post_file part='whole' | 200 | 405
questions:thank public_id=answer | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
questions:post-edit kind='question' public_id=question_asked | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
questions:post-history kind='answer' public_id=answer | 200 | 405
questions:post-wording kind='answer' public_id=answer key=earlier.pk | in 404 404 200 404 200 200 404 | in 404 404 200 404 200 200 404
questions:post-sort kind='question' public_id=question_asked | in 403 200 403 403 200 200 403 | in 403 200 403 403 200 200 403
questions:post-report kind='answer' public_id=answer | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
questions:post-withdraw kind='answer' public_id=answer | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
questions:post-release kind='question' public_id=held_question | in 405 405 405 405 405 405 405 | in 404 404 404 404 302 302 404
questions:post-measure kind='answer' public_id=answer | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
questions:ask slug=space.slug | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
questions:detail public_id=question_asked | 200 | 405
questions:answer public_id=question_asked | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
questions:ours-too public_id=question_asked | in 200 200 200 200 200 200 200 | in 302 200 302 302 302 302 302
questions:not-ours public_id=question_asked | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
questions:follow public_id=question_asked | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
questions:meeting public_id=question_asked | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
questions:people public_id=question_asked | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
questions:due public_id=question_asked | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
questions:reply public_id=question_asked | 200 | 405
questions:reply-write public_id=question_asked | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
questions:reply-preview public_id=question_asked | in 404 404 404 404 200 200 404 | in 405 405 405 405 405 405 405
questions:reply-publish public_id=question_asked | in 405 405 405 405 405 405 405 | in 404 404 404 404 302 302 404
questions:reply-drop public_id=question_asked | in 405 405 405 405 405 405 405 | in 404 404 404 404 302 302 404
questions:detail public_id=held_question | 404 404 404 404 200 200 200 404 | 405
questions:post-report kind='answer' public_id=hidden_answer | in 404 404 200 404 200 200 404 | in 404 404 200 404 200 200 404
questions:answer public_id=held_question | in 404 404 404 200 200 200 404 | in 404 404 404 200 200 200 404
questions:reply public_id=held_question | 404 | 405
questions:post-measure kind='question' public_id=held_question | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
questions:people public_id=held_question | in 404 404 404 404 200 200 404 | in 404 404 404 404 200 200 404
# practices: adoption, pictures and voices
practices:family public_id=practice | 200 | 405
practices:family public_id=practice_draft | 404 404 200 404 404 404 404 404 | 405
practices:adaptations public_id=practice | 200 | 405
practices:adapt public_id=practice | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
practices:adapt public_id=practice_draft | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
practices:name-adapter public_id=practice | in 404 200 200 404 404 200 404 | in 404 200 200 404 404 200 404
practices:adaptation public_id=practice adaptation_id=adaptation | 200 | 405
practices:confirm-adaptation public_id=practice adaptation_id=adaptation | in 405 405 405 405 405 405 405 | in 404 404 302 404 404 404 404
practices:deny-adaptation public_id=practice adaptation_id=adaptation | in 405 405 405 405 405 405 405 | in 404 404 302 404 404 404 404
practices:report-adaptation public_id=practice adaptation_id=adaptation | in 404 404 200 404 404 404 404 | in 404 404 200 404 404 404 404
practices:end-adaptation public_id=practice adaptation_id=adaptation | in 404 404 200 404 404 404 404 | in 404 404 200 404 404 404 404
practices:adaptation-practice public_id=practice adaptation_id=adaptation | in 404 404 200 404 404 404 404 | in 404 404 200 404 404 404 404
practices:voices public_id=practice | in 403 200 403 403 403 200 403 | in 405 405 405 405 405 405 405
practices:voices public_id=practice_draft | in 404 200 404 404 404 404 404 | in 405 405 405 405 405 405 405
practices:add-picture public_id=practice | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
practices:change-picture public_id=practice picture_id=practice_picture | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
practices:move-picture public_id=practice picture_id=practice_picture | in 405 405 405 405 405 405 405 | in 403 302 403 403 403 403 403
practices:remove-picture public_id=practice picture_id=practice_picture | in 403 200 403 403 403 200 403 | in 403 302 403 403 403 302 403
practices:add-testimonial public_id=practice | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
practices:remove-testimonial public_id=practice testimonial_id=testimonial | in 403 200 403 403 403 200 403 | in 403 302 403 403 403 302 403
practices:ask-testimonial public_id=practice | in 403 200 403 403 403 403 403 | in 403 200 403 403 403 403 403
practices:picture-file public_id=practice picture_id=practice_picture part='light' | 200 | 405
practices:picture-file public_id=practice_draft picture_id=draft_picture part='light' | 404 404 200 404 404 404 404 404 | 405
practices:give-testimonial request_id=voice_request | in 200 404 404 404 404 404 404 | in 200 404 404 404 404 404 404
practices:withdraw-consent code=voice_consent.code | 200 | 302
# practices: writing and reading
practices:list | 200 | 405
practices:compare | 200 | 405
practices:table | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 405 404
practices:new | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
practices:detail public_id=practice | 200 | 405
practices:detail public_id=practice_draft | 404 404 200 404 404 404 404 404 | 405
practices:working-copy public_id=practice | in 404 200 404 404 404 200 404 | in 405 405 405 405 405 405 405
practices:version public_id=practice number='1' | 200 | 405
practices:changes public_id=practice number='2' | 200 | 405
practices:edit public_id=practice | in 403 200 403 403 403 403 403 | in 405 405 405 405 405 405 405
practices:edit public_id=practice_draft | in 404 200 404 404 404 404 404 | in 405 405 405 405 405 405 405
practices:part public_id=practice_draft key='failed' | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
practices:part public_id=practice_draft key='steps' | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
practices:part public_id=practice_draft key='tags' | in 404 200 404 404 404 404 404 | in 404 200 404 404 404 404 404
practices:drop-typed public_id=practice_draft key='failed' | in 405 405 405 405 405 405 405 | in 404 302 404 404 404 404 404
practices:submit public_id=practice_draft | in 404 200 404 404 404 404 404 | in 404 302 404 404 404 404 404
practices:withdraw public_id=practice_draft | in 404 200 404 404 404 404 404 | in 404 302 404 404 404 404 404
practices:publish public_id=practice | in 403 200 403 403 403 200 403 | in 403 200 403 403 403 200 403
practices:retire public_id=practice | in 403 200 403 403 403 200 403 | in 403 200 403 403 403 200 403
practices:glance public_id=practice | in 403 403 403 403 403 404 403 | in 403 403 403 403 403 404 403
practices:act public_id=practice act='correction' | in 405 405 405 405 405 405 405 | in 403 302 403 403 403 403 403
# digests
digests:mine | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
digests:preview | in 200 200 200 200 200 200 200 | in 405 405 405 405 405 405 405
digests:end | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
digests:resume | in 405 405 405 405 405 405 405 | in 302 302 302 302 302 302 302
digests:stop token=stop_token.text | 200 | 200
# search
search:search | 200 | 405
search:suggest | 200 | 405
# booklets
booklets:list | 200 | 405
booklets:new | in 403 200 200 403 403 200 403 | in 403 200 200 403 403 200 403
booklets:detail public_id=booklet | 200 | 405
booklets:detail public_id=booklet_draft | 404 404 404 404 404 404 200 404 | 405
booklets:edition public_id=booklet number='1' | 200 | 405
booklets:edition public_id=booklet_draft number='1' | 404 | 405
booklets:file public_id=booklet number='1' language='en' ending='epub' | 200 | 405
booklets:file public_id=booklet_draft number='1' language='en' ending='pdf' | 404 404 404 404 404 404 200 404 | 405
booklets:cover public_id=booklet number='1' language='en' | 200 | 405
booklets:use public_id=booklet | in 200 200 200 200 200 200 200 | in 200 200 200 200 200 200 200
booklets:use public_id=booklet_draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
booklets:withdraw-use public_id=booklet use_id=use | in 405 405 405 405 405 405 405 | in 404 302 404 404 404 404 404
booklets:work public_id=booklet_draft | in 404 404 404 404 404 200 404 | in 405 405 405 405 405 405 405
booklets:work public_id=booklet | in 404 404 404 404 404 200 404 | in 405 405 405 405 405 405 405
booklets:choose public_id=booklet_draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 302 404
booklets:take-all public_id=booklet_draft | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
booklets:part public_id=booklet_draft practice_id=in_booklet | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 302 404
booklets:move public_id=booklet_draft practice_id=in_booklet way='up' | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
booklets:remove public_id=booklet_draft practice_id=in_booklet | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
booklets:texts public_id=booklet_draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 200 404
booklets:missing public_id=booklet_draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 302 404
booklets:add-editor public_id=booklet_draft | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
booklets:remove-editor public_id=booklet_draft person_id=member | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
booklets:proofs public_id=booklet_draft | in 404 404 404 404 404 200 404 | in 405 405 405 405 405 405 405
booklets:make-proof public_id=booklet_draft language='en' | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
booklets:proof-file public_id=booklet_draft language='en' | in 404 404 404 404 404 200 404 | in 405 405 405 405 405 405 405
booklets:proof-page public_id=booklet_draft language='en' page='99' | in 404 404 404 404 404 404 404 | in 405 405 405 405 405 405 405
booklets:work-editions public_id=booklet_draft | in 404 404 404 404 404 200 404 | in 404 404 404 404 404 302 404
booklets:publish public_id=booklet_draft number='1' | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
booklets:drop public_id=booklet number='1' | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
booklets:again public_id=booklet_draft number='1' | in 405 405 405 405 405 405 405 | in 404 404 404 404 404 302 404
"""
