// Package protocol is the closed list of messages that the page, the worker,
// pages that embed Petri and the command line speak.
//
// A message is a JSON object {"type":…, "run":…, "data":{…}}. Commands go to
// the worker and events come from it; the page passes some on to a view of a
// landscape in a frame, which answers with events. Big arrays stand in JSON as base64 of
// little-endian values; between page and worker they travel beside the JSON
// as transferred buffers (Split and Join).
package protocol
