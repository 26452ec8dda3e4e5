//go:build !js

package site

import message "petri/web/ui/text"

// text is what the shell says before, or in place of, the page's program.
var text = map[string]string{
	"Loading":         message.Of("shell.loading"),
	"Failed":          message.Of("shell.failed"),
	"Stopped":         message.Of("shell.stopped"),
	"NoWasm":          message.Of("shell.noWasm"),
	"Sandboxed":       message.Of("shell.sandboxed"),
	"PosterRun":       message.Of("shell.run"),
	"PosterOpen":      message.Of("shell.open"),
	"PosterOther":     message.Of("shell.other"),
	"PosterOtherNote": message.Of("shell.other.note"),
	"Steps":           message.Of("shell.steps"),
	"Masks":           message.Of("shell.masks"),
	"Sweep":           message.Of("shell.sweep"),
	"Like":            message.Of("shell.like"),
	"Unknown":         message.Of("shell.unknown"),
	"Address":         message.Of("shell.address"),
	"Retry":           message.Of("shell.retry"),
	"NoScript":        "Petri trains its models in your browser, and needs JavaScript for it.",
	"NotFoundTitle":   "There is nothing at this address",
	"NotFound":        "The link may be old, or misspelled.",
	"View":            "A loss landscape in space",
	"ViewAlone":       "This is a part of a page: a landscape that is looked at in space. Any lab of Petri opens it.",
	"Home":            "Go to Petri's front page",
}
