"""What the confidence of a fact means: by which kind of evidence it was read, not a measured probability.

The order is what counts: of two values for one field the one with better evidence wins.
"""

# A curator wrote it in the catalogue.
GIVEN = 1.0
# The document labels it: 发文字号：…, 施行日期：….
LABELLED = 0.95
# It stands alone where such documents have it: the number under the letterhead, the date under the signature.
PLACED = 0.9
# It is a part of something that stands in its place: the issuing body that opens the title, 国务院令第300号公布.
PART = 0.75
# It was read from a sentence, or from a place that also holds other things.
INFERRED = 0.6
# It was computed from other facts: 自发布之日起施行, 有效期5年.
COMPUTED = 0.5
# The words are damaged (2015730 for a date) or say it only in part (到2025年).
WEAK = 0.4
