"""Photo credits ("Photo: depositphotos"): names of people and agencies in any writing, not prose."""

from service.spelling.findings.passage import Passage

_LABELS = frozenset(
    {
        *("photo", "photos", "image", "source", "credit", "via", "illustration", "video", "screenshot"),
        *("фото", "зображення", "джерело", "відео", "скриншот", "изображение", "источник", "видео", "скріншот"),
        *("foto", "fotos", "bild", "quelle", "crédit", "crédits", "fuente", "imagen", "źródło", "zdjęcie"),
        *("fonte", "immagine", "imagem", "bron", "beeld", "vidéo"),
    }
)


def credit_tokens(passage: Passage) -> frozenset[int]:
    """Return the numbers of the selected tokens that stand behind a credit's label, on the same line."""
    found: set[int] = set()
    tokens = passage.tokens
    inside = False
    for index, token in enumerate(tokens):
        if inside and "\n" in passage.text[tokens[index - 1].end : token.start]:
            inside = False
        if inside and index in passage.selected:
            found.add(index)
        if token.plain == ":" and index and tokens[index - 1].plain in _LABELS and _begins_line(passage, index - 1):
            inside = True
        elif inside and token.plain in (".", "!", "?"):
            inside = False
    return frozenset(found)


def _begins_line(passage: Passage, index: int) -> bool:
    if index == 0:
        return True
    between = passage.text[passage.tokens[index - 1].end : passage.tokens[index].start]
    return "\n" in between or passage.tokens[index - 1].plain in (".", "(", "[", "!", "?")
