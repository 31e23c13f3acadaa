"""German and English: gettext catalogues for words, Babel for numbers.

The English text is the message id; `locales/de.po` holds the German. A catalogue is read from its
`.po` source at first use, so there is no compiled file to forget.
"""

from locales.catalogue import LANGUAGES, N_, Lang, Message, translate, translate_plural

__all__ = ["LANGUAGES", "N_", "Lang", "Message", "translate", "translate_plural"]
