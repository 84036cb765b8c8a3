// Takes out of Lit what our elements do not use. The browser tests run with the same Lit as the single-file builds.
import { readFileSync } from 'node:fs';
import MagicString from 'magic-string';

/** In place of Lit's `css`, which also knows parts, nonces, and browsers without constructed style sheets. */
const CSS_TAG = `
export const css = ([text]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
};
export const getCompatibleStyle = sheet => sheet;
export const adoptStyles = (root, sheets) => { root.adoptedStyleSheets = sheets; };
export const CSSResult = undefined, supportsAdoptingStyleSheets = true, unsafeCSS = undefined;
`;

/** By module: which texts of it become which others. Each must be there. */
const CUTS = {
  '@lit/reactive-element/reactive-element.js': [
    // Polyfills, development tools and decorators that ask Lit what it is.
    ['p=a.reactiveElementPolyfillSupport,', ''],
    [',p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    [
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)' +
        'for(const[t,i]of s)this.elementProperties.set(t,i)}',
      '',
    ],
    ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
    ['t.finalize(),void 0!==t.l&&(this.l=[...t.l]),', 't.finalize(),'],
    [',this.constructor.l?.forEach(t=>t(this))', ''],
    // Converters: attributes are texts, numbers or flags, and only texts are reflected.
    ['c=a.trustedTypes,l=c?c.emptyScript:"",', ''],
    [
      'toAttribute(t,s){switch(s){case Boolean:t=t?l:null;break;case Object:case Array:t=null==t?t:JSON.stringify(t)}return t},',
      '',
    ],
    [
      'let i=t;switch(s){case Boolean:i=null!==t;break;case Number:i=null===t?null:Number(t);break;' +
        'case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}}return i',
      'return s===Boolean?null!==t:s===Number&&null!==t?Number(t):t',
    ],
    ['converter:u,', ''],
    ['(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type)', 's'],
    [
      't=i.getPropertyOptions(e),h="function"==typeof t.converter?{fromAttribute:t.converter}' +
        ':void 0!==t.converter?.fromAttribute?t.converter:u',
      't=i.getPropertyOptions(e)',
    ],
    ['h.fromAttribute(s,t.type)', 'u.fromAttribute(s,t.type)'],
    // Defaults that are not reflected.
    [',useDefault:!1', ''],
    ['||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))', ''],
    ['{useDefault:i,reflect:e,wrapped:h},r', '{reflect:e}'],
    ['i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(', '('],
    ['this.hasUpdated||i||(', 'this.hasUpdated||('],
    ['=r??this._$Ej?.get(e)??r', '=r'],
    ['this.C(s,void 0,i,e)', 'this.C(s,void 0,i)'],
  ],
  'lit-html/lit-html.js': [
    // Polyfills and development tools.
    ['B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");const ', ''],
    // Directives, and what the asynchronous ones need to know of the parts around them.
    ['j={M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I,F:Z}', 'j={}'],
    [
      'i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;' +
        'return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),' +
        'void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}',
      'i){return i}',
    ],
    [
      'this._$AN=void 0,this._$AD=t,this._$AM=i}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}',
      'this._$AD=t}',
    ],
    ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
    ['this.type=2,this._$AH=A,this._$AN=void 0,', 'this._$AH=A,'],
    ['this._$AM=s,this.options=e,this._$Cv=e?.isConnected??!0', 'this.options=e'],
    [
      'get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}' +
        'get startNode(){return this._$AA}get endNode(){return this._$AB}',
      '',
    ],
    ['for(this._$AP?.(!1,!0,s);', 'for(;'],
    ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
    ['get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}', ''],
    ['this.type=1,this._$AH=A,this._$AN=void 0,', 'this._$AH=A,'],
    ['this._$AM=e,', ''],
    ['constructor(){super(...arguments),this.type=4}', ''],
    // Bindings to elements, in comments, in elements of raw text.
    ['t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))', '0'],
    [':6===r.type&&(i=new Z(h,this,t))', ':0'],
    [
      'class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}' +
        'get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}',
      '',
    ],
    ['constructor(){super(...arguments),this.type=3}', ''],
    ['else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}', ''],
    [
      'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";' +
        'for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
      '',
    ],
    ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', '(c=p)'],
    ['c=n??v', 'c=v'],
    ['c=p,n=void 0', 'c=p'],
    // Listeners with options. Listening once more changes nothing.
    ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
    [
      '_$AI(t,i=this){if((t=M(this,t,i,0)??A)===E)return;const s=this._$AH,e=t===A&&s!==A||t.capture!==s.capture||' +
        't.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);e&&this.element.removeEventListener(this.name,this,s),' +
        'h&&this.element.addEventListener(this.name,this,t),this._$AH=t}',
      '_$AI(t){this.element.addEventListener(this.name,this),this._$AH=t}',
    ],
    ['"function"==typeof this._$AH?', '"function"==typeof this._$AH&&'],
    [',t):this._$AH.handleEvent(t)', ',t)'],
    // Templates that were compiled, or are SVG or MathML.
    [
      'e="number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s)',
      'e=this._$AC(t)',
    ],
    ['l=2===i?"<svg>":3===i?"<math>":"",', 'l="",'],
    ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
    [',2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}', ');'],
    ['if(this.el=S.createElement(f,e),', '(this.el=S.createElement(f,e),'],
    // Rendering before a node.
    [
      '{const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;' +
        'e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}return h._$AI(t),h}',
      '(i._$litPart$??=new k(i.appendChild(c()),null,void 0,s))._$AI(t)',
    ],
  ],
  'lit-element/lit-element.js': [
    // Rendering before the styles, and asynchronous directives.
    [
      'createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}',
      '',
    ],
    ['this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),', ''],
    ['this._$Do=e(', 'e('],
    [',this._$Do=void 0', ''],
    [
      'connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}' +
        'disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}',
      '',
    ],
    // Polyfills and development tools.
    [',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i})', ''],
    ['(s.litElementVersions??=[]).push("4.2.2");', ''],
  ],
};

/** Lit's module `id` without what we do not use; undefined for other modules. */
export function trimLit(id) {
  const path = id.replaceAll('\\', '/');
  if (path.endsWith('/@lit/reactive-element/css-tag.js')) return { code: CSS_TAG, map: { mappings: '' } };
  const cuts = Object.entries(CUTS).find(([name]) => path.endsWith(`/node_modules/${name}`))?.[1];
  if (!cuts) return undefined;
  const source = readFileSync(path, 'utf8');
  const text = new MagicString(source);
  for (const [was, is] of cuts) {
    const start = source.indexOf(was);
    if (start < 0 || source.includes(was, start + 1)) {
      throw new Error(`Cannot trim ${path}: not once in it is ${was}`);
    }
    text.update(start, start + was.length, is || ' ');
  }
  return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
}
