"""What is asked: documents, kinds of question, rules, the journey, published versions."""
