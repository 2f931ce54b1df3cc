// A figure as somebody writes it, in his own language or as his keyboard lets him.

const GROUPED = (group: string, decimal: string) => new RegExp(`^[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`);
const ENGLISH = { group: ',', grouped: GROUPED(',', '.') }, OTHERS = { group: '.', grouped: GROUPED('.', ',') };
const PLAIN = /^(\d+[.,]?\d*|[.,]\d+)$/;

/**
 * The figure; null: nothing is written; NaN: it cannot be read. Spanish, Valencian and Italian put a point between thousands,
 * English a comma; where neither parts thousands, either is a decimal sign, since many a telephone's keyboard has only one.
 */
export function typed(text: string, language: string): number | null {
  const said = text.replace(/[\s\u00a0\u202f]/g, '');
  if (said === '') return null;
  const [sign, digits] = /^[-\u2212]/.test(said) ? [-1, said.slice(1)] : [1, said];
  const { group, grouped } = language === 'en' ? ENGLISH : OTHERS;
  if (grouped.test(digits)) return sign * Number(digits.replaceAll(group, '').replace(',', '.'));
  return PLAIN.test(digits) ? sign * Number(digits.replace(',', '.')) : Number.NaN;
}
