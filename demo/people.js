// The demo's accounts. Their passwords are no secrets: demo-server.ts makes these accounts anew each time.
export const people = {
  alice: { name: 'Alice Berg', address: 'sip:alice@contoso.example', password: 'wonderland' },
  bob: { name: 'Bob Castillo', address: 'sip:bob@contoso.example', password: 'builder' },
  carol: { name: 'Carol Dubois', address: 'sip:carol@contoso.example', password: 'singer' },
};

/** The chat server of this demo: the same host as the page. */
export const server = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sip`;
