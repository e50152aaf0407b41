"""Pictures of jobs for previews of links, drawn from texts alone: knows neither Django nor jobs."""
