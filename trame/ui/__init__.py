"""Briques d'interface: base templates, components, forms, charts, documents, sheets, slots. No domain here.

A screen extends ``base.html`` (signed in) or ``base_plain.html`` (before signing in, failures) and fills the blocks
``title``, ``page_head``, ``content``; a form that records replaces the block ``dock`` by ``<div class="save">`` whose
button has ``form="…"``. Tags and filters of ``templatetags/trame.py`` are builtins: no ``{% load %}``.

- Words and numbers: ``typography`` (the only formatter) and its filters ``number percent hours date_long plural…``.
- Forms: ``forms`` (widgets), ``<form novalidate>``, ``{% include "ui/form_errors.html" %}``, ``field.as_field_group``.
- Charts: build a ``charts.Chart``, then ``{% bars chart %}``, ``{% months chart %}`` or ``{% parts chart %}``;
  ``{% headline figure %}`` in ``<dl class="figs">``; ``{% loom written total label %}``.
- Menu: ``navigation.register(Entry(…))``; a place for higher apps: ``slots`` and ``{% slot "name" obj %}``.
- Scripts: ES modules in ``static/<app>/js/`` (the folder's name matters to the hashed names), loaded by
  ``{% block scripts %}<script type="module" src=…></script>{% endblock %}``; nothing inline, ever.
"""
