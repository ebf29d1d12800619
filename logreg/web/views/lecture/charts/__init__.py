"""The pictures of the lecture, one for each idea.

estimates                the distance from ŷ to y, review by review
cost                     the mean loss over the bias, and its slope
likelihoods              p(y|x), review by review, and the product
bernoulli, likelihood    one review, two outcomes
products, maximum        the log of a product is a sum, and is largest where the product is
mirror                   ln p and −ln p
slope                    the slope of the loss over z is ŷ − y
surprise, ruler          the loss over ŷ, and how big it is
worlds                   the same text with another label, and another text
losses                   the loss, review by review, and the mean
"""
