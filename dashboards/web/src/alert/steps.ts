/** A rule's advice is one sentence or several, parted by semicolons or full stops. */
export function steps(advice: string): string[] {
  return advice
    .split(/[；;。]|\.\s+/)
    .map((step) => step.trim().replace(/\.$/, ''))
    .filter(Boolean)
    .map((step) => step.charAt(0).toUpperCase() + step.slice(1));
}
