# What writers add to a document.

skip = Skip to the text
contents = Contents
page = Page { $page } of { $pages }
signature = signature
name = full name
date = date
