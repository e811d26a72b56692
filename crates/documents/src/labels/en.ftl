# What writers add to a document.

skip = Skip to the text
contents = Contents
page = Page { $page } of { $pages }
signature = signature
name = full name
date = date
lacking = The marks � on this paper stand for characters that its font does not have. The same document as a web page or as JSON has them in full.
