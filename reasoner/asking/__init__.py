"""Named queries: their headers, their parameters, and how they are asked."""
