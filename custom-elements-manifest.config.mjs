// What `npm run manifest` writes: only what the class comments and public properties of the elements promise.

/** Without its own comment an event is a guess made from `dispatchEvent`, and what is private is nobody's attribute. */
const onlyWhatIsPublic = {
  name: 'only-what-is-public',
  packageLinkPhase({ customElementsManifest }) {
    for (const declaration of customElementsManifest.modules.flatMap(module => module.declarations)) {
      const { attributes, events, members } = declaration;
      const hidden = new Set(members?.filter(member => member.privacy === 'private').map(member => member.name));
      if (members) declaration.members = members.filter(({ name }) => !hidden.has(name));
      if (attributes) declaration.attributes = attributes.filter(({ fieldName }) => !hidden.has(fieldName));
      if (events) declaration.events = events.filter(({ description }) => description);
    }
  },
};

export default { plugins: [onlyWhatIsPublic] };
