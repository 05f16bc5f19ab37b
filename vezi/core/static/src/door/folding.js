// As the house folds names (`core/folding.py`), for what is typed here: no case, no marks, plain Latin letters.
const PLAIN = { đ: "d", ð: "d", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe", þ: "th", ħ: "h", ı: "i", ŧ: "t", ŀ: "l" };

export const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/([a-z])\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/[đðłøßæœþħıŧŀ]/g, (letter) => PLAIN[letter])
    .replace(/\s+/g, " ")
    .trim();
