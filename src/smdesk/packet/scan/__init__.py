"""Pages of attached files as pictures: decoded safely, edited as asked, measured, made small.

Nothing here changes a file: the edits are data of the declaration (`PageEdit`), and every picture
is made anew from the bytes as they came.
"""
