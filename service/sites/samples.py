"""A sentence with a spelling error in each of the widget's languages, for the preview of the dialog."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence around a wrong word."""

    before: str
    wrong: str
    after: str


SAMPLES = {
    "ar": Sample("أعلنت البلدية أن الجسر القديم سيفتح أمام المشاة ", "غذا", " بعد أشهر من أعمال الترميم."),
    "de": Sample("Der Stadtrat hat den Haushalt für das ", "kommmende", " Jahr mit großer Mehrheit beschlossen."),
    "en": Sample("The harbour board has ", "recieved", " no answer from the owners of the ferry."),
    "es": Sample("El ayuntamiento ", "a", " aprobado el presupuesto para el próximo año."),
    "fr": Sample("Le conseil municipal a voté le budget de l’année ", "prochainne", " à une large majorité."),
    "it": Sample("Il consiglio comunale ha approvato il bilancio con ", "qualchè", " voto contrario."),
    "nl": Sample("De gemeenteraad heeft de begroting voor ", "volgent", " jaar goedgekeurd."),
    "pl": Sample("Rada miasta przyjęła budżet na ", "przyszły rog", " dużą większością głosów."),
    "pt": Sample("A câmara aprovou o orçamento do ", "proximo", " ano por larga maioria."),
    "ru": Sample("Городской совет принял ", "бютжет", " на следующий год большинством голосов."),
    "tr": Sample("Belediye meclisi gelecek yılın ", "bütcesini", " oy çokluğuyla kabul etti."),
    "uk": Sample("Міська рада ухвалила бюджет на ", "насупний", " рік більшістю голосів."),
}
