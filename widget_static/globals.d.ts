// What the loader adds to the merchant's page.

interface Ringback {
  (name: string, ...values: any[]): unknown;
  version?: string;
  /** Calls that the merchant's stub collected before the loader came. */
  q?: IArguments[];
}

interface Window {
  Ringback?: Ringback;
}
