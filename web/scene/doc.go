// Package scene is the view of a landscape in space: where everything lies on the
// picture (Camera, Scene, Mesh), and the Ebitengine program that draws it (game_js.go)
// in a page of its own, which the page of Petri holds in a frame.
//
// The two speak with messages of web/protocol as text. The page sends the events
// surface and view; the view answers ready, and pointed when a point is pointed at.
package scene
