"""Forms of the agency's pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from loket.register.models import Account, Office, Period, Role, Token
from loket.register.models.verification import RulingOutcome


class RemarkForm(forms.Form):
    """An own remark of the verifier."""

    place = forms.CharField(label="Tabel atau sel", max_length=300, help_text="Contoh: T-C.33!F12")
    text = forms.CharField(label="Saran", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class RulingForm(forms.Form):
    """The end of a verification."""

    outcome = forms.ChoiceField(label="Putusan", choices=RulingOutcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Catatan kepada perangkat daerah",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OfficeForm(forms.ModelForm[Office]):
    """An office."""

    class Meta:
        model = Office
        fields = ("name", "bidang", "contact", "active")

    def clean_bidang(self) -> str:
        """A code such as 2.17, or nothing."""
        from rules.values.codes import read_code

        text = str(self.cleaned_data["bidang"]).strip()
        if text and not read_code(text, 2).official:
            raise forms.ValidationError("Kode bidang urusan ditulis seperti 2.17.")
        return text


class OfficeListForm(forms.Form):
    """A list of offices: `daftar-pd.csv` or a workbook."""

    file = forms.FileField(label="Daftar perangkat daerah (.csv, .xlsx, .txt)")


class AccountForm(forms.ModelForm[Account]):
    """An account to invite."""

    class Meta:
        model = Account
        fields = ("email", "name", "role", "office")

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["office"].required = False

    def clean(self) -> dict[str, Any]:
        """An account of an office names it, others name none."""
        data = super().clean() or {}
        if (data.get("role") == Role.OFFICE) != bool(data.get("office")):
            self.add_error("office", "Akun perangkat daerah wajib menyebut perangkat daerahnya; akun lain tidak.")
        return data


_MOMENT = "%Y-%m-%dT%H:%M"


class PeriodForm(forms.ModelForm[Period]):
    """A period with the files that documents are held against."""

    ceilings = forms.FileField(label="Daftar plafon (.csv, .xlsx)", required=False)
    last_year = forms.FileField(label="Dokumen tahun lalu (buku kerja, satu per unggahan)", required=False)
    plan = forms.FileField(label="Renja tahun yang dilaporkan (untuk LKIP)", required=False)

    class Meta:
        model = Period
        fields = ("kind", "year", "stage", "opens", "deadline", "decree", "pack", "explain_warnings")
        widgets: ClassVar = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
            for name in ("opens", "deadline")
        }

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["decree"] = forms.ChoiceField(label="Nomenklatur", choices=_decrees(), required=False)
        self.fields["pack"] = forms.ChoiceField(label="Paket aturan", choices=_packs(), required=False)


def _decrees() -> list[tuple[str, str]]:
    from rules.nomenclature.decree import decrees

    return [("", "menurut tahun"), *((name, f"{decree.name} ({name})") for name, decree in decrees().items())]


def _packs() -> list[tuple[str, str]]:
    from rules.schema.pack import names

    return [("", "menurut tahun"), *((name, name) for name in names())]


class TokenForm(forms.ModelForm[Token]):
    """A token for an office's application."""

    class Meta:
        model = Token
        fields = ("office", "name")
        labels: ClassVar = {"office": "Perangkat daerah"}
