# ruff: noqa: E501 (a drawing is one line)
"""Pictogrammes: 24 grid, 1.7 stroke, round ends, at most one ochre touch (class ``th``). Own drawings.

A topic's icon has the topic's code as its name.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

UNKNOWN = '<circle cx="12" cy="12" r="8.5"/><path d="M9 12h6"/>'

ICONS: dict[str, str] = {
    # Navigation
    "home": '<path d="M4 11 12 4l8 7v9h-5v-6H9v6H4z"/>',
    "activities": '<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"/>',
    "statistics": '<path d="M4 20h16M7 20v-7M12 20V5M17 20v-10"/>',
    "report": '<path d="M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7"/>',
    "evaluation": '<path d="M7 4v16M12 4v16M17 4v16M4 8h6M14 8h6M4 16h6M14 16h6M9 12h6"/>',
    "territory": '<path d="M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0C18.5 15.4 12 21 12 21z"/><circle cx="12" cy="10" r="2.4"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "forward": '<path d="M9 5l7 7-7 7"/>',
    # Kinds of activity
    "individuel": '<circle cx="12" cy="8" r="3.6"/><path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6"/>',
    "collectif": (
        '<circle cx="8.5" cy="9" r="3"/><circle cx="16.5" cy="10" r="2.4"/>'
        '<path d="M3 19c.4-3.3 2.5-5 5.5-5s5.1 1.7 5.5 5M16 14.6c2.8 0 4.6 1.4 5 4.4"/>'
    ),
    "coordination": '<path d="M3 8l4-2 5 3 5-3 4 2v8l-4 1-5 3-5-3-4-1zM12 9v5"/>',
    "animation": '<path d="M4 5h13v9h-6l-4 3.50V14H4z"/><path d="M10.50 17.50H16l3.50 2.50v-2.50H21V9h-1"/>',
    "evenement": '<path d="M4 6h16v14H4zM4 10.50h16M8 3.50v4.50M16 3.50v4.50"/><path class="th" d="M9.50 15.50l1.80 1.80 3.20-3.60"/>',
    "partenariat": '<circle cx="9" cy="12" r="5.50"/><circle cx="15" cy="12" r="5.50"/>',
    # Actions and states
    "add": '<path d="M12 5v14M5 12h14" stroke-width="2.2"/>',
    "remove": '<path d="M5 12h14" stroke-width="2.2"/>',
    "check": '<path d="M5 12.5 10 17.5 19.5 7"/>',
    "close": '<path d="M6 6l12 12M18 6 6 18"/>',
    "more": '<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="3"/>',
    "alert": '<path d="M12 3.5 21.5 20h-19zM12 10v4.5M12 17.3v.01"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.8v.01"/>',
    "again": '<path d="M19 12a7 7 0 1 1-2-5M19 4v4h-4"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3v5M16 3v5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "place": '<path d="M12 3v7M8 10h8l1 4H7zM12 14v7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
    "export": '<path d="M12 4v11M8 8l4-4 4 4M5 13v7h14v-7"/>',
    "import": '<path d="M12 15V4M8 11l4 4 4-4M5 13v7h14v-7"/>',
    "print": '<path d="M7 9V4h10v5M5 9h14v8h-3v3H8v-3H5zM8 14h8"/>',
    "edit": '<path d="M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5"/>',
    "copy": '<path d="M8 8h11v12H8zM5 16V4h10"/>',
    "delete": '<path d="M4.5 7h15M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5"/>',
    "undo": '<path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9"/>',
    "moment": '<path d="M6 3.50h12V21l-6-4.50L6 21z"/><path class="th" d="M9.50 9h5"/>',
    "tag": '<path d="M4 4h7.5l8.5 8.5-7.5 7.5L4 11.5zM8 8h.01"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="M11 12 20 3.5M16 7.5l3 3"/>',
    "mail": '<path d="M3.5 6h17v12h-17zM4 7l8 6 8-6"/>',
    "leave": '<path d="M14 4H5v16h9M10 12h10M16.5 8l4 4-4 4"/>',
    "bold": '<path d="M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z"/>',
    "italic": '<path d="M10 5h7M7 19h7M14 5l-4 14"/>',
    "list": '<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"/>',
    "quote": '<path d="M5 15V9h5v5c0 2-1.5 3.5-3.5 4M14 15V9h5v5c0 2-1.5 3.5-3.5 4"/>',
    "light": '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>',
    "dark": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.50a8 8 0 1 0 10 10z"/>',
    "system": '<circle cx="12" cy="12" r="8.5"/><path class="f" d="M12 3.5a8.5 8.5 0 0 1 0 17z"/>',
    # Topics of médiation numérique
    "diagnostic_numerique": '<path d="M6 4h12v16H6zM9.5 4V2.80h5V4M9 9h6M9 13h3"/><path class="th" d="M9.50 17l1.50 1.30 3.50-3.30"/>',
    "prendre_en_main_du_materiel": '<path d="M4 5h16v11H4zM2.5 19.5h19M10 16v3M14 16v3"/>',
    "maintenance_de_materiel": '<path d="M14 6.50a4 4 0 0 1 5.30-2.80L16.50 6.50l1 1 2.80-2.80A4 4 0 0 1 15 10L8 17.50a2.10 2.10 0 0 1-3-3L12.50 8M6.50 16h.01"/>',
    "gere_ses_contenus_numeriques": '<path d="M3.50 6h6l2 2.50h9V19h-17z"/><path class="th" d="M7 13.50h10"/>',
    "navigation_sur_internet": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c3 2.6 3 14.4 0 17M12 3.5c-3 2.6-3 14.4 0 17"/>',
    "email": '<path d="M3.5 6h17v12h-17zM4 7l8 6 8-6"/>',
    "bureautique": '<path d="M4 5h16v14H4zM4 10h16M10 5v14"/>',
    "reseaux_sociaux": '<circle cx="6" cy="12" r="2.50"/><circle cx="17.50" cy="6" r="2.50"/><circle cx="17.50" cy="18" r="2.50"/><path d="M8.20 10.80l7-3.60M8.20 13.20l7 3.60"/>',
    "sante": '<path d="M12 20S4 15 4 9.3A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.3C20 15 12 20 12 20zM12 10v5M9.5 12.5h5"/>',
    "banque_et_achats_en_ligne": '<path d="M3.50 6h17v12h-17zM3.50 10h17M7 14.50h3"/>',
    "entrepreneuriat": '<path d="M4 10.50V20h16v-9.50M3 10l2-6h14l2 6M3 10c0 2 3 2 3 0 0 2 4 2 4 0 0 2 4 2 4 0 0 2 4 2 4 0 0 2 3 2 3 0M10 20v-5h4v5"/>',
    "insertion_professionnelle": '<path d="M4 8h16v11H4zM9 8V5h6v3M4 13h16"/>',
    "securite_numerique": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2"/>',
    "parentalite": '<circle cx="8" cy="7" r="3"/><circle cx="16.50" cy="12" r="2.20"/><path d="M3 20c.3-4.50 2-7 5-7 2 0 3.40 1 4.20 2.80M12.50 20c.3-2.70 1.70-4 4-4s3.70 1.30 4 4"/>',
    "scolarite_et_numerique": '<path d="M12 5 2.50 9.50 12 14l9.50-4.50zM6.50 11.50V16c1.50 1.70 3.30 2.50 5.50 2.50s4-.8 5.50-2.50v-4.50"/><path class="th" d="M21.50 9.50V15"/>',
    "creer_avec_le_numerique": '<path d="M5 19l1-4L16.50 4.50l3 3L9 18zM14 7l3 3"/><path class="th" d="M13 20.50h7"/>',
    "culture_numerique": '<path d="M12 6.50C10 5 7 4.50 3.50 5v13.50c3.50-.5 6.50 0 8.50 1.50 2-1.50 5-2 8.50-1.50V5c-3.50-.5-6.50 0-8.50 1.50zM12 6.50V20"/>',
    "intelligence_artificielle": '<path d="M7 7h10v10H7zM10 3.50V7M14 3.50V7M10 17v3.50M14 17v3.50M3.50 10H7M3.50 14H7M17 10h3.50M17 14h3.50"/><path class="th" d="M10.50 12h3"/>',
    "aide_aux_demarches_administratives": '<path d="M6 3.5h12v17H6zM9 8h6M9 12h3"/><path class="th" d="M12.5 16.5l1.8 1.8 3.5-4"/>',
    # Families of démarches
    "papiers_elections_citoyennete": '<path d="M3.50 6h17v12h-17zM13.50 10h4M13.50 14h4M5.80 15.50c.3-1.50 1.20-2.20 2.70-2.20s2.40.7 2.70 2.20"/><circle cx="8.50" cy="10.50" r="1.60"/>',
    "famille_scolarite": '<circle cx="7.50" cy="7" r="2.60"/><circle cx="16.50" cy="7" r="2.60"/><circle cx="12" cy="13.50" r="1.80"/><path d="M3 18c.2-4 1.70-6 4.50-6M21 18c-.2-4-1.70-6-4.50-6M8.80 20c.2-2.20 1.20-3.20 3.20-3.20s3 1 3.20 3.20"/>',
    "social_sante": '<path d="M12 13S7.50 10.20 7.50 7.20A2.40 2.40 0 0 1 12 6a2.40 2.40 0 0 1 4.50 1.20C16.50 10.20 12 13 12 13zM3.50 15.50h3l3.50 1.50h4.50l5-2.50 1 1.50-6 4h-5l-3-1h-3z"/>',
    "travail_formation": '<path d="M4 9h16v10H4zM9 9V6h6v3M4 13.50h16"/><path class="th" d="M12 12.20v2.60"/>',
    "logement": '<path d="M4 11 12 4l8 7v9H4zM9.50 20v-5.50h5V20"/>',
    "transports_mobilite": '<path d="M5 5h14v11H5zM5 11h14M7.50 16v3M16.50 16v3M8.50 13.50h.01M15.50 13.50h.01"/>',
    "argent_impots": '<circle cx="12" cy="12" r="8.5"/><path d="M15.50 8.80A4.30 4.30 0 0 0 8.80 12a4.30 4.30 0 0 0 6.70 3.20M7 11h5.50M7 13.50h5"/>',
    "justice": '<path d="M12 4v16M7.50 20h9M5 7l7-1.50L19 7M5 7l-2.50 6.50h5zM19 7l-2.50 6.50h5z"/>',
    "etrangers_europe": '<path d="M6 3.50h12v17H6z"/><circle cx="12" cy="10" r="3.20"/><path d="M8.80 10h6.40M9.50 16.80h5"/>',
    "loisirs_sports_culture": '<circle cx="12" cy="12" r="8.5"/><path d="M12 8l3.80 2.80-1.50 4.40H9.70l-1.50-4.40zM12 3.50V8M20 10l-4.20.8M17 18.80l-2.70-3.60M7 18.80l2.70-3.60M4 10l4.20.8"/>',
    "associations": '<circle cx="12" cy="6.50" r="2.50"/><circle cx="6" cy="16.50" r="2.50"/><circle cx="18" cy="16.50" r="2.50"/><path d="M10.70 8.70 7.30 14.30M13.30 8.70l3.40 5.60M8.50 16.50h7"/>',
}  # fmt: skip


def icon(name: str, css_class: str = "") -> SafeString:
    """Inline SVG, hidden from screen readers: the word is beside it. An unknown name gives the plain thread disc."""
    drawing = mark_safe(ICONS.get(name, UNKNOWN))  # noqa: S308 (constants of this module)
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        f"icon {css_class}".strip(),
        drawing,
    )
