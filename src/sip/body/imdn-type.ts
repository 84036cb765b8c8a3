/** The media type of a notification of what became of a message. RFC 5438. */
export const IMDN_TYPE = 'message/imdn+xml';
