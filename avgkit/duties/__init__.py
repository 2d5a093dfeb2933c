"""What must I still do: evidence of consent, rights of data subjects, checks of forms and mails, and papers."""
