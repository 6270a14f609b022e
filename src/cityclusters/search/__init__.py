"""One index over everything that may be found, and the page that asks it.

Takes what the apps below publish; gives ranked results, in all languages, to those who may see them."""
