"""An example of plug-ins for crossclaim."""
