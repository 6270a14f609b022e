"""No domain: typed requests, languages and times, texts in several languages, paging, the page frame.

Takes a request; gives the frame that every screen stands in and the small parts that all apps share."""
