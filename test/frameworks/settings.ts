/** What each of the pages gives its chat. The test says which server, in the address of the page. */
export const server = new URLSearchParams(location.search).get('server') ?? '';
export const credentials = async () => ({ password: 'wonderland' });
export const strings = { startChat: 'Ask us' };
