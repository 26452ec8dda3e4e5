//go:build !js

package site

// text is what the shell says before, or in place of, the page's program.
var text = map[string]string{
	"Loading":       "Loading the page's program",
	"Failed":        "The page's program could not be loaded: the connection was lost, or the site is being renewed. What you typed is kept.",
	"Stopped":       "The page's program has stopped, which it never should. Runs that were finished are kept.",
	"NoWasm":        "This browser has no WebAssembly, or it is switched off, and Petri needs it to train. Any browser of the last five years will do.",
	"NoScript":      "Petri trains its models in your browser, and needs JavaScript for it.",
	"Sandboxed":     "This page stands in a sandboxed frame, and the site that Petri comes from does not let such frames load its program. Open the whole page instead.",
	"PosterRun":     "Train it here",
	"PosterOpen":    "Open in Petri",
	"Retry":         "Try again",
	"NotFoundTitle": "There is nothing at this address",
	"NotFound":      "The link may be old, or misspelled.",
	"View":          "A loss landscape in space",
	"ViewAlone":     "This is a part of a page: a landscape that is looked at in space. Any lab of Petri opens it.",
	"Home":          "Go to Petri's front page",
}
