"""What is new, from each app: one small file per app with a function (since, until) -> list[News].

Each gives only what everybody may read without an account (rule SP5): a letter is passed on, and nobody can
take it back."""
