code-subject = { $organisation }: confirmation code
code-text =
    Hello,

    Confirmation code: { $code }

    What it is for: { $what }.
    The code is valid for { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } and works once.

    Tell it to nobody: our staff never ask for it.
    If you did not ask for a code, ignore this letter: whoever does not know the code can do nothing.

    { $organisation }
