"""What an answer says: conclusions, reasons, the bill step by step, cautions, advice; as JSON, text and Turtle."""
