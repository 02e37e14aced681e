declare module 'virtual:contract/*' {
  export const contract: import('./contract.ts').Structure;
}

declare module 'virtual:made-up' {
  /** As CreateOpportunity takes them. Their dates are counted from the start of 1970. */
  export const opportunities: readonly import('./contract.ts').Draft[];
  /** As `LeadContext`. */
  export const leads: readonly import('./contract.ts').Draft[];
}
