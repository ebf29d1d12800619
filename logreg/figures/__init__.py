"""Trace → plotly figures. A chart has a paper, which stays, and marks, which move with the review.

`score`, `sigmoid` and `loss` each draw one chart. All three stand over the same axis, the score z in
log-odds, so that one upright line leads from the terms to z, from z to ŷ and from ŷ to the losses.
"""
