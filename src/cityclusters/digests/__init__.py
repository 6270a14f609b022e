"""One letter a day or a week with what is new in the themes and languages a person chose.

Takes what questions, practices and exchanges published; gives letters, each sent once."""
