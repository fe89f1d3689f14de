/** How a line is told from the others without its colour: its dashes and its letter. */
export interface Look {
  letter: string;
  /** Lengths of dashes and spaces in pixels; empty for an unbroken line. */
  dash: readonly number[];
  colour: string;
  width: number;
}

/** None of the colours of states; each 4.5:1 or more on white. */
export const LOOKS: readonly Look[] = [
  { letter: 'A', dash: [], colour: '#1b1e22', width: 2 },
  { letter: 'B', dash: [10, 5], colour: '#00695c', width: 2 },
  { letter: 'C', dash: [2, 4], colour: '#6d4c41', width: 2.5 },
  { letter: 'D', dash: [14, 4, 2, 4], colour: '#33691e', width: 2 },
  { letter: 'E', dash: [], colour: '#546e7a', width: 4 },
  { letter: 'F', dash: [5, 3], colour: '#880e4f', width: 2 },
  { letter: 'G', dash: [18, 6], colour: '#4e5b00', width: 3 },
  { letter: 'H', dash: [8, 3, 2, 3, 2, 3], colour: '#37474f', width: 2 },
];

export const lookOf = (index: number): Look => LOOKS[index % LOOKS.length] as Look;
