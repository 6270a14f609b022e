"""The report on an exchange: plain tables with their words, written as a page, DOCX or XLSX.

Takes the exchange's records and its survey's analysis; gives one `Report` that all three writers print."""
