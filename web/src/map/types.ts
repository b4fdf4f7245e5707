// Colours and names of what is drawn. Types go together by kind, since twenty colours cannot be told apart; the colours
// are Okabe and Ito's, which the colour-blind can, and none stands for a side.

export const FAMILIES = [
  { name: 'fighting', light: '#c4500f', dark: '#f08a4b', types: ['armed_clash'] },
  { name: 'strikes and bombs', light: '#a83f80', dark: '#e08fc0', types: ['air_strike', 'shelling', 'bombing', 'chemical_attack'] },
  { name: 'against people', light: '#946600', dark: '#e6b422', types: ['violence_against_civilians', 'abduction', 'detention'] },
  { name: 'harm', light: '#6b5b4f', dark: '#b8a79a', types: ['casualties', 'destruction'] },
  { name: 'ground', light: '#0b66a8', dark: '#5ab0ee', types: ['territory_gain', 'withdrawal', 'siege', 'control'] },
  { name: 'forces and threats', light: '#55606b', dark: '#a4b0bc', types: ['deployment', 'threat'] },
  { name: 'talks', light: '#00785a', dark: '#3fc9a0', types: ['ceasefire', 'diplomacy'] },
  { name: 'people', light: '#2c7f8f', dark: '#7cd0de', types: ['humanitarian', 'displacement', 'protest'] },
] as const;

export const MIXED = { light: '#3a4149', dark: '#d5dbe1' };

/** The colour of each type, as pairs for a `match` expression. */
export function typeColours(theme: 'light' | 'dark'): string[] {
  return FAMILIES.flatMap((family) => family.types.flatMap((type) => [type, family[theme]]));
}

export const PRECISIONS: Record<string, string> = {
  1: 'exact',
  2: 'near a place',
  3: 'a district',
  4: 'a province',
  5: 'an area or a line',
  6: 'a country',
  7: 'at sea or in the air',
};

// Sides of holdings, by the number that the server gives each party: told apart by hue, and never red against blue.
export const SIDES = {
  light: ['#7a5195', '#2f7f6f', '#b0721b', '#3c6e9f', '#9b4a5c', '#66772a', '#4f5bb0', '#8a6244'],
  dark: ['#b894d4', '#69c3ae', '#e3ab5c', '#7fb3e2', '#d98a9b', '#aebf63', '#99a3ee', '#c9a080'],
} as const;
export const NOBODY = { light: '#70777e', dark: '#98a0a8' };
