"""The desk: from the features to z, from z to ŷ, from ŷ to both losses, with every control at hand."""
