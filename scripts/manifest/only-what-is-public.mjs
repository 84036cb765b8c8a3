/** Static members that pages may use; the others are for Lit. */
const STATIC = new Set(['tag', 'define']);

/**
 * Takes out of the manifest what nobody may use: what is protected or private, classes that no element is made of, and events
 * without a comment, which are guesses made from `dispatchEvent`.
 */
export const onlyWhatIsPublic = () => ({
  name: 'only-what-is-public',
  packageLinkPhase({ customElementsManifest }) {
    const classes = customElementsManifest.modules.flatMap(module => module.declarations);
    const bases = new Set(classes.map(({ superclass }) => superclass?.name));
    for (const module of customElementsManifest.modules) {
      module.declarations = module.declarations.filter(
        ({ kind, name, tagName }) => kind === 'class' && (tagName || bases.has(name)),
      );
      module.declarations.forEach(trim);
    }
    customElementsManifest.modules = customElementsManifest.modules.filter(({ declarations }) => declarations.length);
  },
});

function trim(declaration) {
  const { attributes, events, members = [] } = declaration;
  const hidden = ({ name, privacy, static: fixed }) =>
    privacy === 'private' || privacy === 'protected' || name.startsWith('#') || (fixed && !STATIC.has(name));
  const names = new Set(members.filter(hidden).map(({ name }) => name));
  declaration.members = members.filter(member => !hidden(member));
  for (const member of declaration.members) {
    delete member.privacy; // all that is left is public
    // TypeScript's word for who may call it is no argument.
    if (member.parameters) member.parameters = member.parameters.filter(({ name }) => name !== 'this');
  }
  if (attributes) declaration.attributes = attributes.filter(({ fieldName }) => !names.has(fieldName));
  if (events) declaration.events = events.filter(({ description }) => description);
}
