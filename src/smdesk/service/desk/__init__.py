"""The bureau's desk: intake of batches, cases, findings, ranking, letters, the 汇总表.

What a window builds on; nothing here knows Qt, everything may run in any thread:

- ``store.desk.desk.Desk.open(folder, person=…)`` is the desk: one folder, one program writes. Lists
  come from ``desk.case_ids(Filter(…), order)`` (all ids of a filter, milliseconds for 20,000) and
  ``desk.rows(ids[a:b])`` for the part that is shown; ``desk.case(id)`` is a case whole,
  ``desk.reading(version)`` its declaration with each value's source and confidence, ``desk.findings``
  what was found. States, dismissals, confirmations, opinions: ``desk.move``, ``dismiss``,
  ``take_up``, ``confirm``, ``add_opinion``. No function changes what was received.
- `intake.intake` takes files and folders in: ``tell`` is called with `intake.Progress` in the
  calling thread after every step, `intake.Control` pauses, goes on and cancels from any other.
  A receipt's ``problems`` are its sentences. `convert.Converter` reads old formats where
  LibreOffice is found by `convert.find_libreoffice`, Word, Excel and WPS by `office.find_office`.
- `convert.find_converter()` is the converter to give to `intake.intake`, ``None`` without any.
- `findings.found(desk, case)` are the findings with labels, texts, clause and what was said against
  them (``open`` tells whether they count); `findings.doubtful` the values that wait for a person;
  `findings.matrix` cases × rules with counts. `differences.differences(desk, older, newer)` is field
  by field; `differences.earlier` holds a case against last year's (of another desk with ``other``).
  `applicants.twice(desk)` are doubles: same code, same name, near names, several types.
- `letters.letter_files(desk, case, letter.Sender(…), ("docx", "pdf", "fix"))` gives files by name;
  `letter.letter` is the packet to preview. The applicant's side: `fixes.read_fix(path)` (``.smdfix``),
  `fixes.open_fix(library, fix)` gives the draft to open, ``fix.head.items`` the cells in order,
  `fixes.remains(item, values)` whether one is still as it was. A correction that is taken in finds
  its case by itself.
- `ranking.rank(desk, case, position)`, `ranking.put_order(desk, cases, layer="")` (drag: give the whole
  order), `ranking.merge_layers(desk, notice, form, rule)` gives the merged order with each officer's
  place and how far they are apart; put it in place with ``desk.put_ranking``. `ranking.quotas(desk,
  notice)` are the counters; ``over`` names the cases past a quota.
- `summary.summary_data(desk, notice, Sender, scope)` then `summary.summary_file(data, "xlsx"|"docx"|
  "pdf")` or `summary.summary_paper(data)` to preview; `summary.recommendation`, `summary.packet_list` are
  papers for `papers.written(packet, "docx"|"pdf")`; `statistics.statistics(desk, notice)` the figures
  (``charts`` of names and numbers), `statistics.statistics_sheet` their workbook.
- `bureau.name_bureau(desk.folder, name)` names the desk's bureau and makes its key once
  (`bureau.known_bureau`), `sending.write_batch(desk, notice, bureau, scope)` is the signed package
  (``.smdbatch``), `merging.merge(desk, path, tell=…)` takes one in: ``conflicts`` and ``doubles`` are for a
  person; `sending.words_of(desk, digest)` are the words of each bureau on a version.
- `papercheck.check_code(desk, typed)` and `papercheck.check_pictures(desk, paths)` hold paper against
  the desk; `papercheck.paper_sentence` says the verdict.
- `sample.write_received(folder)` writes some 70 files of 60 invented firms to try a desk with.
- `review.review_case(desk, case)` are a case's doubtful readings with what was said of each,
  `review.settle` keeps a verdict. `regions.RegionFinder(desk.blobs).find(version, form, values)` gives
  the rows of the received table around each (``region.Region``), read in a worker; call ``stop()`` at
  the end. `originals.write_copy` copies the received file for the system's program.
- `joining.join`, `joining.part`, `joining.give_back` move versions between cases by hand, all of it
  undone by the reverse move; `joining.likely` names the cases that one may belong to.
  `review.mark_misread`: a value that was wrongly read raises nothing against the applicant.
- `findings.as_findings` are the findings that still count as a form's cells are marked with them: what
  `DraftSession` shows of a received form (``found=``); `districts.district_asked` is a district as a
  person names it, `below.opinion_told` what a paper says of a case, ``desk.as_one()`` a transaction of
  several calls.
- `checking.refresh` checks again what was checked by older rules, when a desk is opened.
"""
