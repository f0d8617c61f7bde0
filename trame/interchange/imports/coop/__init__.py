"""La Coop de la médiation numérique: the « Activités » workbook that a mediator exports of her own work."""
