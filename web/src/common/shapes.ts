// What the API answers, as far as the pages use it.

export interface Ledger {
  batch: number;
  head: string;
  at: string | null;
}

export interface Span {
  in?: 'text' | 'title';
  text: string;
  start: number;
  end: number;
}

export interface Named extends Span {
  party: string | null;
  name: string;
  label: string | null;
}

export interface Place extends Span {
  place: string | null;
  name: string | null;
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  precision: number;
}

export interface Toll {
  min: number | null;
  max: number | null;
}

export interface Claim {
  id: string;
  document: { id: string; title: string | null; publisher: string | null; published: string | null };
  type: string;
  status: string;
  hedged: boolean;
  evidence: Span;
  trigger: Span;
  actor: Named[];
  target: Named[];
  places: Place[];
  date: { text: string | null; start: string; end: string; precision: number } | null;
  killed: Toll;
  injured: Toll;
  captured: Toll;
  said_by: Named[];
}

export interface Item {
  claim: Claim;
  incident: string | null;
  review: string;
}

export interface Page<Row> {
  ledger: Ledger;
  total: number;
  next: string | null;
  items: Row[];
}

export interface Summary {
  id: string;
  title: string;
  types: string[];
  days: string[] | null;
  places: string[];
  lat: number | null;
  lon: number | null;
  precision: number | null;
  claims: number;
  documents: number;
  voices: number | null; // not counted yet
  denials: number | null;
  spans: { slot: string; low: number | null; high: number | null }[];
  disputes: string[];
  opposed_agree: boolean;
}

export interface FacetValue {
  value: string;
  name: string;
  count: number;
}

/** The circle that a filter by place and distance stands for. */
export interface Near {
  lat: number;
  lon: number;
  km: number;
  name: string | null;
}

export interface Facets {
  ledger: Ledger;
  total: number;
  incidents: number;
  undated: number;
  unplaced: number;
  near: Near | null;
  facets: Record<string, { values: FacetValue[]; more: number }>;
}

export interface Histogram {
  interval: 'day' | 'week' | 'month' | 'year';
  first: string | null;
  last: string | null;
  undated: number;
  bins: { start: string; count: number }[];
}
