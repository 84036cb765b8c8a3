/** What `dist/custom-elements.json` says, as far as the tests ask. */
export interface Named {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
}

export interface Member extends Named {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly reflects?: boolean;
  readonly type?: { readonly text: string };
}

export interface Declaration {
  readonly tagName: string;
  readonly name: string;
  readonly description?: string;
  readonly example?: string;
  readonly dependencies: readonly string[];
  readonly members: readonly Member[];
  readonly attributes?: readonly (Named & { readonly fieldName?: string })[];
  readonly events?: readonly (Named & { readonly type: { readonly text: string }; readonly firedBy?: string })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly (Named & {
    readonly forwardedFrom?: { readonly tagName: string; readonly part: string };
  })[];
  readonly cssProperties?: readonly Named[];
  readonly cssStates?: readonly Named[];
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Partial<Declaration>[] }[];
}

const manifest = (await (await fetch('/custom-elements.json')).json()) as Manifest;

/** The elements that the manifest has, by their tags. */
export const declarations: ReadonlyMap<string, Declaration> = new Map(
  manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter((declaration): declaration is Declaration => declaration.tagName !== undefined)
    .map(declaration => [declaration.tagName, declaration]),
);
