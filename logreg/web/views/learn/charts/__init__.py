"""The charts of learning, which are drawn for a `Run`.

descent, surface         the mean loss over the steps, and over two parameters with the way down
weights                  those on the desk and those learned, at their optimum
calibration              whether ŷ means what it says
"""
